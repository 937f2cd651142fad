package org.sivig.ecrf.system;

import org.sivig.ecrf.OnPostgres;

class SystemNumbersOnPostgresTest extends SystemNumbersTest implements OnPostgres {
}
