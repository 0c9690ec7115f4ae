"""What leaves the app: tables that a spreadsheet can open without harm."""
