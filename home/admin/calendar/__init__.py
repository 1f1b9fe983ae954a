"""What is planned: publications, notices, closed days, reviews and consents, by month and for the clinic's own calendar."""
