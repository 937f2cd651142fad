package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnH2;

class AuditChainsOnH2Test extends AuditChainsTest implements OnH2 {
}
