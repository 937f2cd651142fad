package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnPostgres;

class EvidenceOnPostgresTest extends EvidenceTest implements OnPostgres {
}
