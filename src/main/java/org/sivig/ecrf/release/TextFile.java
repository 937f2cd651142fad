package org.sivig.ecrf.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A file of text that is small enough to be made at once. */
record TextFile(String path, Supplier<String> text) implements PackageFile {

    @Override
    public Body open(OutputStream out) {
        return () -> {
            out.write(text.get().getBytes(StandardCharsets.UTF_8));
            return Extent.NONE;
        };
    }
}
