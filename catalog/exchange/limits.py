"""How large a list may be: figures that the reader stops at."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 20 * MEGABYTE
INFLATED_BYTES = 256 * MEGABYTE
ARCHIVE_MEMBERS = 2_000
ROWS = 50_000
COLUMNS = 256
SHEETS = 200
# Cells of all sheets together; an honest list of 50,000 lines has a million.
CELLS = 4_000_000
# Characters of all cells together, shared strings counted as often as they are used.
CHARACTERS = 60_000_000

# Cells that do not say their type are held twice: twelve columns of as many rows as are read.
UNTYPED = 12 * ROWS
