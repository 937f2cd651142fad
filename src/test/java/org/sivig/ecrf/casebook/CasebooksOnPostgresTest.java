package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class CasebooksOnPostgresTest extends CasebooksTest implements OnPostgres {
}
