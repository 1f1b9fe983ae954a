"""Who may see and deal with requests, and what the list's address adds to show those that wait."""

VIEW, CHANGE = "home.view_contactsubmission", "home.change_contactsubmission"
QUERIES = {"unanswered": "state=new&state=read", "due": "reminder=due"}
