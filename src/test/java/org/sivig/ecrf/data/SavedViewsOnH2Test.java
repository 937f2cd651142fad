package org.sivig.ecrf.data;

import org.sivig.ecrf.OnH2;

class SavedViewsOnH2Test extends SavedViewsTest implements OnH2 {
}
