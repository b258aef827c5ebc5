"""The craft around the camera: glass, the window's frame, the room behind it, and the station's parts in view."""
