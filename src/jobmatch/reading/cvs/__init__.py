"""What a CV states: jobs held, licences, languages and qualifications, and the columns that they fill."""
