package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnH2;

class SavedViewsOnH2Test extends SavedViewsTest implements OnH2 {
}
