"""Every error a user can meet: code, exit code and a sentence with the remedy."""

from __future__ import annotations

from pipeline.exits import ExitCode as ExitCode


class CongvanError(Exception):
    """Base of all errors: `code` is stable, `remedy` tells the user what to do next."""

    code = "E-UNKNOWN"
    exit_code = ExitCode.FAILED
    sentence = "something went wrong"
    remedy = "report it with the command and all that it printed"

    def __init__(self, subject: str = "", detail: str = "") -> None:
        """Keep what it is about (`subject`, usually a file name) and what was seen (`detail`)."""
        self.subject = subject
        self.detail = detail
        super().__init__(str(self))

    def __str__(self) -> str:
        """One line: code, subject, sentence, detail, remedy."""
        about = f"{self.subject}: " if self.subject else ""
        seen = f" ({self.detail})" if self.detail else ""
        return f"{self.code} {about}{self.sentence}{seen}; {self.remedy}"

    def __reduce__(self) -> tuple[type[CongvanError], tuple[str, str]]:
        """Survive the way between processes."""
        return type(self), (self.subject, self.detail)


class InputError(CongvanError):
    """A file that cannot be read as a letter."""

    code = "I-UNREADABLE"
    exit_code = ExitCode.INPUT
    sentence = "the file cannot be read"
    remedy = "open it in a viewer to see whether it is damaged, and scan the letter again"


class EmptyFile(InputError):
    """Zero bytes, or white space only."""

    code = "I-EMPTY"
    sentence = "the file is empty"
    remedy = "copy or scan it again"


class UnknownType(InputError):
    """Content of a type that is not read here."""

    code = "I-TYPE"
    sentence = "this type of file is not read"
    remedy = "give a PDF, PNG, JPEG, TIFF, DOCX, TXT or MD file"


class Truncated(InputError):
    """The file ends before its content does."""

    code = "I-TRUNCATED"
    sentence = "the file is cut off or damaged"
    remedy = "copy or scan it again"


class Encrypted(InputError):
    """A password is needed."""

    code = "I-ENCRYPTED"
    sentence = "the file is protected by a password"
    remedy = "save a copy without the password and read that"


class TooManyBytes(InputError):
    """Over the limit of bytes."""

    code = "I-BYTES"
    sentence = "the file is larger than the limit"
    remedy = "split it, or raise --max-mb"


class TooManyPages(InputError):
    """Over the limit of pages."""

    code = "I-PAGES"
    sentence = "the file has more pages than the limit"
    remedy = "split it, or raise --max-pages"


class TooManyPixels(InputError):
    """Over the limit of pixels on one page."""

    code = "I-PIXELS"
    sentence = "a page has more pixels than the limit"
    remedy = "scan it at 200 to 300 dpi, or raise --max-megapixels"


class TooSmall(InputError):
    """A picture on which no line of a letter has room."""

    code = "I-SMALL"
    sentence = "the picture is too small to hold a letter"
    remedy = "give the whole page, scanned at 200 to 300 dpi"


class Forbidden(InputError):
    """This user may not read the file or folder."""

    code = "I-FORBIDDEN"
    sentence = "it may not be read by this user"
    remedy = "give this user the right to read it (`chmod u+r`; folders `u+rx`), and run the command again"


class FileMissing(InputError):
    """No such file."""

    code = "I-MISSING"
    sentence = "there is no such file"
    remedy = "check the path"


class NoSuchField(CongvanError):
    """A field name that the record does not have."""

    code = "U-FIELD"
    exit_code = ExitCode.USAGE
    sentence = "the record has no such field"
    remedy = "use a key of the record, such as issuer, signer.name or contest.stages.0.start"


class NotAFile(InputError):
    """A folder, pipe or device where a file is needed."""

    code = "I-NOT-A-FILE"
    sentence = "this is not a regular file"
    remedy = "give the letter's file; for a folder use `congvan ingest`"


class TooHeavy(InputError):
    """A few bytes that unpack, or draw, without end."""

    code = "I-HEAVY"
    sentence = "the file unpacks to more than any letter holds"
    remedy = "do not trust it; ask for a scan, or print it to a new PDF"


class Portfolio(InputError):
    """A PDF that only wraps other files."""

    code = "I-PORTFOLIO"
    sentence = "the file is a portfolio of other files"
    remedy = "save the files inside it and give the letters among them"


class UnknownFormat(CongvanError):
    """An export in a format that is not written here."""

    code = "E-FORMAT"
    exit_code = ExitCode.USAGE
    sentence = "this format is not written"
    remedy = "give the destination the suffix .xlsx or .csv"


class BadTemplate(CongvanError):
    """A template for file names that cannot be filled in."""

    code = "E-TEMPLATE"
    exit_code = ExitCode.USAGE
    sentence = "this template for file names cannot be filled in"
    remedy = "use fields such as {code}, {subject} or {issued_on:%d%m%Y}"


class MissingPart(CongvanError):
    """A program or its data is not installed."""

    code = "P-MISSING"
    exit_code = ExitCode.MISSING_PART
    sentence = "a needed program is not installed"
    remedy = "run `congvan doctor` to see what to install"


class NoCheckout(CongvanError):
    """A command that needs the project's checkout was called elsewhere."""

    code = "U-CHECKOUT"
    exit_code = ExitCode.USAGE
    sentence = "benchmarks are run from a checkout of the project"
    remedy = "clone it, `make demo` once, and call the command there"


class PageFailed(CongvanError):
    """One page could not be read; the letter goes on without it."""

    code = "O-PAGE"
    sentence = "a page could not be read"
    remedy = "look at the page in a viewer; the other pages were read"


class PageTimeout(PageFailed):
    """Reading one page took longer than allowed."""

    code = "O-TIMEOUT"
    sentence = "reading a page took too long"
    remedy = "raise --page-seconds, or scan the page again"


class LetterTimeout(CongvanError):
    """A whole letter took longer than allowed; its worker was stopped."""

    code = "W-TIMEOUT"
    sentence = "reading the letter took too long and was stopped"
    remedy = "raise --letter-seconds, or split the file; then run `congvan ingest` with --retry"


class WorkerDied(CongvanError):
    """The process that read the letter ended without an answer."""

    code = "W-CRASH"
    sentence = "the process that read the letter died"
    remedy = "open the file in a viewer, save or scan it again; then run `congvan ingest` with --retry"


class OutOfMemory(CongvanError):
    """Reading the letter needed more memory than a worker may have."""

    code = "W-MEMORY"
    sentence = "reading the letter needed more memory than allowed"
    remedy = "raise --worker-mb, or scan the letter at 200 to 300 dpi; then use --retry"


class TooManyFailedPages(CongvanError):
    """A larger share of the pages failed than a letter may lose."""

    code = "W-PAGES"
    sentence = "too many pages of the letter could not be read"
    remedy = "scan the letter again, or raise --max-failed-share; then use --retry"


class Changed(CongvanError):
    """The file on disk is no longer the one that was entered."""

    code = "W-CHANGED"
    sentence = "the file changed while it was being read"
    remedy = "wait until it is written completely and run `congvan ingest` again"


class SecretRefused(CongvanError):
    """A letter marked MẬT, TỐI MẬT or TUYỆT MẬT on a machine not meant for it."""

    code = "S-SECRET"
    exit_code = ExitCode.SECRET
    sentence = "a letter marked secret was refused; nothing of it was stored"
    remedy = "handle it on a machine meant for state secrets (there: --allow-secret)"


class ArchiveError(CongvanError):
    """The archive cannot do what was asked."""

    code = "A-ARCHIVE"
    exit_code = ExitCode.ARCHIVE
    sentence = "the archive cannot be used"
    remedy = "check its address and that its folder can be written"


class NotInArchive(ArchiveError):
    """No letter with this id."""

    code = "A-NOT-FOUND"
    exit_code = ExitCode.NOT_FOUND
    sentence = "there is no such letter in the archive"
    remedy = "list the letters with `congvan letters`"


class NoArchive(ArchiveError):
    """There is no archive at this address."""

    code = "A-NONE"
    exit_code = ExitCode.NOT_FOUND
    sentence = "there is no archive here"
    remedy = "give --archive, or make one with `congvan ingest`"


class Damaged(ArchiveError):
    """The database of the archive is no longer one."""

    code = "A-DAMAGED"
    sentence = "the archive's database is damaged"
    remedy = "put a copy of congvan.db back, or move it away and ingest the archive's own originals/ again"


class VersionConflict(ArchiveError):
    """Somebody else changed the letter in the meantime."""

    code = "A-CONFLICT"
    sentence = "the letter was changed by somebody else in the meantime"
    remedy = "load it again and repeat the change"


class BadQuery(ArchiveError):
    """A search or a filter that cannot be understood."""

    code = "A-QUERY"
    exit_code = ExitCode.USAGE
    sentence = "the search cannot be understood"
    remedy = "see `congvan search --help` for the filters and how dates are written"


class BadCorrection(ArchiveError):
    """A field that does not exist, or a value that does not fit it."""

    code = "A-FIELD"
    exit_code = ExitCode.USAGE
    sentence = "this field cannot be set so"
    remedy = "fields are named as in the record, dates are YYYY-MM-DD; see docs/review.md"


class BadDivision(ArchiveError):
    """Letters cannot begin on these pages of a file."""

    code = "A-PAGES"
    exit_code = ExitCode.USAGE
    sentence = "the file cannot be divided so"
    remedy = "name pages of the file on which letters begin, such as 1,3"


class ReaderFailed(CongvanError):
    """Reading raised something nobody expected: a fault of congvan, not of the letter."""

    code = "W-FAILED"
    sentence = "reading the letter failed in a way that should not happen"
    remedy = "report it with the file; the file is kept where it was, and the others went on"


class DiskFull(ArchiveError):
    """No room for originals or tables."""

    code = "A-DISK"
    sentence = "the archive's disk is full"
    remedy = "make room and run `congvan ingest` again; it goes on where it stopped"


class QueueFull(CongvanError):
    """More files were sent through the pages than wait in line."""

    code = "W-QUEUE"
    sentence = "too many files wait to be read"
    remedy = "send it again when some are done; for whole folders use `congvan ingest`"


class Stopping(CongvanError):
    """The server is being stopped."""

    code = "W-STOPPING"
    sentence = "the server is being stopped and takes no more files"
    remedy = "send it again when the server is back"


class PortTaken(CongvanError):
    """The pages cannot be served at this address."""

    code = "W-PORT"
    exit_code = ExitCode.USAGE
    sentence = "the pages cannot be served at this address"
    remedy = "name another --port or --host, or end the program that has it"


class BadRequest(CongvanError):
    """An address of the pages, or what was sent to it, that cannot be understood."""

    code = "W-REQUEST"
    sentence = "the request cannot be understood"
    remedy = "check the address, or come to the page again from a list; see /api/openapi.json"


class ClusterGone(CongvanError):
    """The scheduler cannot be reached, or has no worker."""

    code = "C-GONE"
    exit_code = ExitCode.MISSING_PART
    sentence = "the cluster cannot be reached"
    remedy = "start `dask scheduler` and `congvan worker`; see docs/cluster.md"


class NoSuchPlace(CongvanError):
    """A province or city that the gazetteer does not have."""

    code = "R-PLACE"
    exit_code = ExitCode.USAGE
    sentence = "there is no such province or city"
    remedy = "name one of the 34 provinces in force since 1 July 2025, with or without accents"


class NotWritten(CongvanError):
    """A file that was asked for cannot be written."""

    code = "R-WRITE"
    exit_code = ExitCode.USAGE
    sentence = "the file cannot be written"
    remedy = "name a place with room that may be written to, with the ending of what is wanted (.xlsx, .ics)"
