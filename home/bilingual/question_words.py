"""The words with which questions are asked: they say nothing of what is looked for, beside those that PostgreSQL leaves out."""

QUESTION_WORDS = {
    "da": """
        altså bare burde bør da derfor efterfølgende enten er findes fordi får gerne gik give giver godt går gør gøre gøres haft
        have havde helst hen henne her herfra hvad hvem hvilke hvilken hvilket hvis hvordan hvorfor hvorhen hvornår hvorvidt
        igen inde inden indtil ingen intet ja jer jeres kan kommer komme kun kunne lave laver lidt lige ligesom lov man meget
        mellem mere mest mon må måske nej noget nogen når os par plejer problem problemer på sige siger skal skulle stadig
        således så tage tager tro tror uden var ved ville være vores
    """,
    "en": """
        also any anyone anybody anything bit could else ever every everyone find get gets getting give gives go goes going good
        got happen happens have help helps hi however know like little look looking lot make makes may maybe might much must
        my need needs one ought please possible really say shall should somebody someone something still take takes tell
        thing things think times try us use used want wants way well whether would yes ca wo
        dont doesnt didnt isnt arent wasnt werent havent hasnt cant couldnt wont wouldnt shouldnt whats whos wheres hows im ive
    """,
}


def asked_with(language: str) -> frozenset[str]:
    """List those words of a language, the Danish ones also as they are typed without the Danish letters."""
    words = QUESTION_WORDS[language].split()
    if language != "da":
        return frozenset(words)
    ways = (("ae", "oe", "aa"), ("a", "o", "a"), ("æ", "ø", "å"))
    return frozenset(word.translate(dict(zip(map(ord, "æøå"), typed, strict=True))) for word in words for typed in ways)
