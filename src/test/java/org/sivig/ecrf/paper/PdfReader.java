package org.sivig.ecrf.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Reads a PDF as its readers do, and as veraPDF does. */
public final class PdfReader {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private PdfReader() {
    }

    /** Its words, with one space between them. */
    public static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0\u202f]+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it says: its words, whatever text its properties and its structure carry, and what it says of itself (XMP). */
    public static String all(byte[] pdf) {
        StringBuilder all = new StringBuilder(text(pdf));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            COSDocument objects = document.getDocument();
            say(objects.getTrailer(), all);
            objects.getXrefTable().keySet().forEach(key -> say(objects.getObjectFromPool(key).getObject(), all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    private static void say(@Nullable COSBase object, StringBuilder all) {
        switch (object) {
            case COSString string -> all.append('\n').append(string.getString());
            case COSStream stream when COSName.METADATA.equals(stream.getCOSName(COSName.TYPE)) ->
                    all.append('\n').append(stream.toTextString());
            case COSDictionary dictionary -> dictionary.getValues().forEach(each -> say(each, all));
            case COSArray array -> array.forEach(each -> say(each, all));
            case null, default -> {
            }
        }
    }

    public static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    /** It can be kept (PDF/A-3a), and be read by who does not see it (PDF/UA-1). */
    public static void requireToLast(byte[] pdf) throws Exception {
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                assertThat(result.getFailedChecks()).as("%s", flavour).isEmpty();
                assertThat(result.isCompliant()).isTrue();
            }
        }
    }
}
