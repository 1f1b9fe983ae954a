from urllib.parse import urljoin

from bs4 import BeautifulSoup


def with_absolute_links(html: str, address: str) -> str:
    """Resolve every link and picture of a page's HTML against the page's own address, so that they work elsewhere."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        for name in ("href", "src"):
            if element.has_attr(name):
                element[name] = urljoin(address, str(element[name]))
        if element.has_attr("srcset"):
            candidates = [candidate.split() for candidate in str(element["srcset"]).split(",")]
            element["srcset"] = ", ".join(" ".join([urljoin(address, url), *size]) for url, *size in candidates)
    return str(soup)
