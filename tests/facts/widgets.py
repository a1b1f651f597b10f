"""An invented release, small enough to know by heart, for the tests of narrative facts and of the tie-out."""

from __future__ import annotations

from generator.documents import parse_document
from generator.documents.model import Document

TABLES = """
<PAGE>

                      WIDGETS INCORPORATED AND SUBSIDIARIES
                    CONSOLIDATED STATEMENTS OF OPERATIONS
                   (In thousands, except per share data)
                              (Unaudited)
<TABLE>
<CAPTION>
                                         Three Months Ended       Six Months Ended
                                              June 30,                June 30,
                                         2008         2007        2008        2007
<S>                                   <C>          <C>         <C>         <C>
Net sales                             $  5,120     $  4,000    $  9,900    $  8,100
Cost of sales                            2,900        2,480       5,700       5,000
                                      --------     --------    --------    --------
     Gross profit                        2,220        1,520       4,200       3,100
Operating expenses:
Selling, general and administrative      1,010          940       1,990       1,850
Research and development                   650          520       1,240       1,000
                                      --------     --------    --------    --------
     Total operating expenses            1,660        1,460       3,230       2,850
                                      --------     --------    --------    --------
     Operating income                      560           60         970         250
Interest expense                           (40)         (45)        (82)        (90)
                                      --------     --------    --------    --------
Income before income taxes                 520           15         888         160
Income tax expense                         190            5         320          58
                                      --------     --------    --------    --------
Net income                            $    330     $     10    $    568    $    102
                                      ========     ========    ========    ========
Net income per share:
  Basic                               $   0.33     $   0.01    $   0.57    $   0.10
  Diluted                             $   0.32     $   0.01    $   0.55    $   0.10
</TABLE>

<PAGE>

                      WIDGETS INCORPORATED AND SUBSIDIARIES
                        CONSOLIDATED BALANCE SHEETS
                              (In thousands)
<TABLE>
<CAPTION>
                                              June 30,     December 31,
                                                2008          2007
<S>                                        <C>            <C>
Cash and cash equivalents                  $    3,210     $    2,480
Accounts receivable, net                        1,900          1,700
Inventories                                     1,450          1,520
                                           ----------     ----------
     Total assets                          $    6,560     $    5,700
                                           ==========     ==========
Accounts payable                           $    1,200     $      908
Deferred revenue                                  820            820
Stockholders' equity                            4,540          3,972
                                           ----------     ----------
     Total liabilities and equity          $    6,560     $    5,700
                                           ==========     ==========
</TABLE>

                      WIDGETS INCORPORATED AND SUBSIDIARIES
                   CONSOLIDATED STATEMENTS OF CASH FLOWS
                              (In thousands)
<TABLE>
<CAPTION>
                                                         Six Months Ended June 30,
                                                            2008           2007
<S>                                                    <C>            <C>
Net income                                             $     568      $     102
Depreciation                                                 310            290
                                                       ---------      ---------
Net cash provided by operating activities                    878            392
Net cash used in investing activities                       (148)          (200)
                                                       ---------      ---------
Net increase in cash and cash equivalents                    730            192
Cash and cash equivalents at beginning of period           2,480          1,100
                                                       ---------      ---------
Cash and cash equivalents at end of period             $   3,210      $   1,292
                                                       =========      =========
</TABLE>
"""


def release(prose: str, tables: str = TABLES) -> Document:
    """A document that says `prose` (paragraphs parted by blank lines) above the statements."""
    head = "WIDGETS INCORPORATED REPORTS SECOND QUARTER 2008 RESULTS\n\n"
    return parse_document((head + prose + "\n" + tables).encode(), "widgets.txt")
