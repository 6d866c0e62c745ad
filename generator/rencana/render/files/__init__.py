"""Files beside the pages, for calendars, spreadsheets and programs."""
