package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class WrittenCasebooksOnPostgresTest extends WrittenCasebooksTest implements OnPostgres {
}
