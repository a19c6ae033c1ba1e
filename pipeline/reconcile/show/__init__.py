"""What an organizer takes to the meeting: timeline chart, stand-alone page, workbook, calendar.

Import the modules one by one: drawing libraries are slow to load and most commands need none.
"""
