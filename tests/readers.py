"""What four readers of PDF take from a page: poppler, MuPDF, PDFium (as Qt has it) and pypdf. All are packages of Debian 12 and 13.

Run as a program, it prints what PDFium reads: Qt must not be loaded into the tests.
"""
import re
import subprocess
import sys
import unicodedata

from conftest import environment


def poppler(path):
    return said("pdftotext", "-raw", str(path), "-")


def mupdf(path):
    return said("mutool", "draw", "-q", "-F", "txt", str(path))


def pdfium(path):
    return said(sys.executable, __file__, str(path))


def pypdf(path):
    import pypdf as library
    return "\f".join(page.extract_text() for page in library.PdfReader(path).pages)


def version(name):
    """Of MuPDF or pypdf, as a pair of numbers."""
    if name == "mupdf":
        told = subprocess.run(["mutool", "-v"], capture_output=True, text=True, env=environment()).stderr
    else:
        import pypdf as library
        told = library.__version__
    return tuple(map(int, re.search(r"(\d+)\.(\d+)", told).groups()))


# From these versions on they turn words round where a line's direction changes, and join some.
JOINING = {"mupdf": (1, 25), "pypdf": (5, 0)}


READERS = {"poppler": poppler, "mupdf": mupdf, "pdfium": pdfium, "pypdf": pypdf}


def said(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    return done.stdout


if __name__ == "__main__":
    from PyQt6.QtCore import QCoreApplication
    from PyQt6.QtPdf import QPdfDocument
    application = QCoreApplication(sys.argv[:1])
    document = QPdfDocument(None)
    document.load(sys.argv[1])
    print("\f".join(document.getAllText(page).text() for page in range(document.pageCount())))
