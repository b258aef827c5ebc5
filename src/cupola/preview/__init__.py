"""What the lens will see: the picture that a camera would take through a window, in candela to the square metre."""
