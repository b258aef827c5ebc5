"""What a crew already has, brought in: spreadsheets and boards of other tools, read and laid into a production."""
