"""What each page is given: frozen view models, filled by the views and read by the templates.

A template gets one of these as ``page`` and nothing else but the globals every page has
(``reading``, ``city``, ``today``, ``nav``, ``person``, ``here``, ``csrf_token``). They hold words
and numbers ready to show; templates decide nothing about the domain.
"""

from app.pages.days import Changed, ComparisonPage, WindowPage, WindowRow
from app.pages.desk import EditServiceItemPage, SignInPage, Task
from app.pages.desk_imports import ImportDonePage, MappedSheet, NewImportPage, PlanPage, PlanProblem, PlanSheet
from app.pages.lists import (
    Line,
    ListPage,
    ListsPage,
    ListSummary,
    StepMark,
)
from app.pages.nouns import (
    InstrumentPage,
    InstrumentsPage,
    MaterialPage,
    NameEntry,
    NamesPage,
    OfficePage,
    PolicyCell,
    PolicyPage,
    PolicyRow,
    ServiceItemPage,
)
from app.pages.parts import (
    Chip,
    Choice,
    Facet,
    FieldError,
    Figure,
    Group,
    Moment,
    Option,
    Part,
    Ref,
    Row,
)
from app.pages.public import (
    Basis,
    ConsultationTeaser,
    DataPage,
    FindPage,
    HomePage,
    MessagePage,
    Publication,
    Related,
    RequirementPage,
    TextPage,
)

__all__ = [
    "Basis",
    "Changed",
    "Chip",
    "Choice",
    "ComparisonPage",
    "ConsultationTeaser",
    "DataPage",
    "EditServiceItemPage",
    "Facet",
    "FieldError",
    "Figure",
    "FindPage",
    "Group",
    "HomePage",
    "ImportDonePage",
    "InstrumentPage",
    "InstrumentsPage",
    "Line",
    "ListPage",
    "ListSummary",
    "ListsPage",
    "MappedSheet",
    "MaterialPage",
    "MessagePage",
    "Moment",
    "NameEntry",
    "NamesPage",
    "NewImportPage",
    "OfficePage",
    "Option",
    "Part",
    "PlanPage",
    "PlanProblem",
    "PlanSheet",
    "PolicyCell",
    "PolicyPage",
    "PolicyRow",
    "Publication",
    "Ref",
    "Related",
    "RequirementPage",
    "Row",
    "ServiceItemPage",
    "SignInPage",
    "StepMark",
    "Task",
    "TextPage",
    "WindowPage",
    "WindowRow",
]
