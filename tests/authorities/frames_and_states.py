"""States turned and interpolated by others than this code.

`TEME`: the state `GCRS` taken as one in the GCRS at four instants, turned into TEME by astropy 8.0.2
(`GCRS(obstime).transform_to(TEME(obstime))`, velocity as a differential, astropy-iers-data 0.2026.11.2).
`BETWEEN`: the states of `iss_february_2022.oem.xml`, written as lines in EME2000 and interpolated by oem 0.4.5 with
`INTERPOLATION = HERMITE`, degree 7.
km and km/s.
"""

GCRS = (
    (-4945.2048874258298, -3625.9704508659102, -2944.7433487186099),
    (1.19203952554952, -5.67286420497775, 4.99593211898374),
)

TEME = {
    "2005-01-20T06:00:00Z": (
        (-4939.695774804177, -3631.4442163843005, -2947.2436334083923),
        (1.1960606015045414, -5.671703752946087, 4.996288637582438),
    ),
    "2021-10-08T17:31:16Z": (
        (-4921.348409414829, -3649.92139831251, -2955.102383723131),
        (1.2092316227463016, -5.6671304146771035, 4.998307372506588),
    ),
    "2022-02-11T12:00:00Z": (
        (-4920.948727172813, -3650.293342496212, -2955.308548571474),
        (1.2094674806157855, -5.66704916886647, 4.998342385369597),
    ),
    "2035-07-01T00:00:00Z": (
        (-4906.11754166801, -3665.202643127676, -2961.507509891353),
        (1.2198581773400292, -5.663069214993811, 5.000327768918851),
    ),
}

# instant: position and velocity in EME2000
BETWEEN = {
    "2022-02-25T22:10:17.500Z": (
        (5867.172809468634, 1257.596867554975, -3191.317756774532),
        (-3.6252353902027323, 4.724541795711054, -4.8158772879825005),
    ),
    "2022-02-26T06:31:02.250Z": (
        (-6542.7659471545385, 1841.5211208329324, -181.27510050767978),
        (-1.4347469401676278, -4.529724365435976, 6.005751603117003),
    ),
}

# Element sets against NASA's trajectories: days, and the error along the track in km; sets of 10 and 12 February 2022
# (quiet) and of 26 February 2025 (made just after a manoeuvre). Made with sgp4 2.27, read against ISS.OEM_J2K_EPH.xml.
DAYS = (1, 2, 3, 5, 7, 10, 13)
QUIET_KM = ((0.1, -1.9, -5.7, -18.0, -37.0, -82.0, -149.0), (6.0, 12.0, 21.0, 44.0, 73.0, 131.0, 196.0))
DISTURBED_KM = (19.0, 63.0, 133.0, 351.0, 687.0, 1407.0, 2369.0)

# The ISS in October 2021, element set against element set with no manoeuvre between: days, seconds along the track.
QUIET_PAIRS = ((7.5, 2.0), (6.2, 5.4), (1.5, 1.1))
# The same across the manoeuvre of the second week.
RAISED_PAIRS = ((7.0, 61.0), (8.5, 85.0), (9.2, 98.0), (14.7, 118.0))
