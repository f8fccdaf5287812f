"""What of a CV says who somebody is, or is protected: it is masked before anything is kept or compared."""
