"""Full-text search over the register. The index can be thrown away and is built anew from the register."""
