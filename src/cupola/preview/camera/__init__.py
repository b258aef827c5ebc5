"""What the camera makes of the light: exposure, glare of the lens, the curve of the film, files."""
