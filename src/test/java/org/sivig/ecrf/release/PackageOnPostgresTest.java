package org.sivig.ecrf.release;

import org.sivig.ecrf.OnPostgres;

class PackageOnPostgresTest extends PackageTest implements OnPostgres {
}
