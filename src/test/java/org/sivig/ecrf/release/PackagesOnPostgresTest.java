package org.sivig.ecrf.release;

import org.sivig.ecrf.OnPostgres;

class PackagesOnPostgresTest extends PackagesTest implements OnPostgres {
}
