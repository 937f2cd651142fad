package org.sivig.ecrf.check;

import org.sivig.ecrf.OnPostgres;

class CasebookFilterOnPostgresTest extends CasebookFilterTest implements OnPostgres {
}
