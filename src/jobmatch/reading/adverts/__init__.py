"""What an advert states: a rule for each field, and the columns of a table that they fill."""
