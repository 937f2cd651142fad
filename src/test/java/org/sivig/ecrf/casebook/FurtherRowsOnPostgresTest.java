package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class FurtherRowsOnPostgresTest extends FurtherRowsTest implements OnPostgres {
}
