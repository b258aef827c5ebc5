"""The Earth as a camera in orbit sees it: air, land, sea and clouds, lit by Sun and Moon."""
