package org.sivig.ecrf.paper;

import org.sivig.ecrf.OnPostgres;

class CasebookPdfOnPostgresTest extends CasebookPdfTest implements OnPostgres {
}
