"""Light in a room of a station: what falls through windows and from lamps onto a face, a pass for each light."""
