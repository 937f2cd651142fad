package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class FindingsOnPostgresTest extends FindingsTest implements OnPostgres {
}
