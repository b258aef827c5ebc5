"""What comes in from spreadsheets and boards of other tools."""
