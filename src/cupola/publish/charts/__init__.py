"""Pictures of the light: the shoot, a day at a window, the ground track."""
