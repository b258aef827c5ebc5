"""Figures of the days of the shoot, 5 to 17 October 2021, made by others than this code.

`ORBIT`: 1 s steps with Skyfield 1.55 and DE421, WGS84 limb by the scaled sphere, sets of 2, 8, 15 and 17 October,
changed by hand at 5 October 13:00, at the inferred manoeuvre (11 October 22:50) and at 16 October 02:00.
`WINDOWS` and `NOON`: an independent table of the station's windows, element sets of 8, 15 and 16 October.
"""

DOCKING = "2021-10-05T12:22:31Z"
UNDOCKING = "2021-10-17T01:14:00Z"

SUNRISES_DOCKED = 179
SUNSETS_DOCKED = 178
SUNLIT_SHARE = 0.696
FIRST_SUNRISES = (
    "2021-10-05T12:52:49Z",
    "2021-10-05T14:25:48Z",
    "2021-10-05T15:58:45Z",
    "2021-10-05T17:31:42Z",
)

# date: beta at 00:00 in deg, night by the Sun's centre in min, night by the umbra in min, disc across the limb in s
ORBIT = {
    "2021-10-07": (-36.3, 32.76, 32.58, 11.0),
    "2021-10-09": (-44.8, 30.67, 30.45, 13.1),
    "2021-10-11": (-52.1, 27.81, 27.54, 16.3),
    "2021-10-13": (-57.6, 24.73, 24.39, 20.4),
    "2021-10-15": (-60.2, 23.32, 22.94, 22.7),
}

# instant: beta in deg
NOON = {
    "2021-10-08T12:00:00Z": -42.7,
    "2021-10-12T12:00:00Z": -56.4,
    "2021-10-13T12:00:00Z": -58.5,
    "2021-10-15T12:00:00Z": -60.2,
}

# date: minutes of direct sun (incidence under 75 deg, no shadow of the station) through windows that look
# forward, to starboard, to port and to the nadir
WINDOWS = {"2021-10-15": {"forward": 354.0, "starboard": 1061.0, "port": 0.0, "nadir": 108.0}}

# beta in deg: seconds in which direct light rises from 1 % to 95 %; US Standard Atmosphere 1976, Rayleigh, ozone,
# thin aerosol, refraction, limb-darkened disc
TRANSITION = {0.0: 23.0, 30.0: 28.0, 45.0: 35.0, 60.0: 59.0}

# beta in deg: seconds in which the disc crosses the hard limb, without air
DISC_CROSSING = {0.0: 8.3, 30.0: 9.8, 45.0: 12.6, 60.0: 21.5}
