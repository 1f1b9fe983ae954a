"""The requests as an inbox: read, assigned, answered by e-mail, closed; what was done is kept with each of them."""
