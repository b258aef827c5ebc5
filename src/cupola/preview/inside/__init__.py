"""Light in a room of a station: what falls through the windows and from the lamps onto a face, one pass for each light."""
