package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnPostgres;

class RedactionOnPostgresTest extends RedactionTest implements OnPostgres {
}
