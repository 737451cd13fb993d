"""Personal data: whose they are, how long they stay, how they are erased and handed over.

A person is a phone number, known by its blind index. All that belongs to one is found by the names that tables give to
their columns (`people`), so that a new table is found without anything being written here.
"""
