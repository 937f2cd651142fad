package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnH2;

class RecentWorkOnH2Test extends RecentWorkTest implements OnH2 {
}
