package dev.lanes.search;

import dev.lanes.search.store.FieldTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prepared documents as bytes. Ids and values are not among them: they come out of the document.
final class SpoolRecords {
    private final Catalog catalog;
    private final Map<Integer, FieldTable> tables = new HashMap<>();

    SpoolRecords(Catalog catalog) {
        this.catalog = catalog;
        catalog.states().values().forEach(kept -> tables.put(kept.table().number(), kept.table()));
    }

    byte[] bytes(StreamWriter.Staged staged) throws IOException {
        Prepared prepared = staged.prepared();
        Document document = prepared.document();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(document.json(), out);
            out.writeLong(document.line());
            out.writeInt(document.vectorFields().size());
            for (String field : document.vectorFields()) {
                text(field, out);
            }
            text(document.source(), out);
            out.writeLong(prepared.earlier());
            out.writeInt(prepared.kept().size());
            for (FieldTable table : prepared.kept()) {
                out.writeInt(table.number());
            }
            out.writeInt(prepared.parts().size());
            for (Map.Entry<FieldTable, List<Prepared.Part>> parts : prepared.parts().entrySet()) {
                out.writeInt(parts.getKey().number());
                out.writeInt(parts.getValue().size());
                for (Prepared.Part part : parts.getValue()) {
                    out.writeInt(part.span().start());
                    out.writeInt(part.span().end());
                    bytes(part.row(), out);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /// Whether a record is of a document. Those that bring rows along are not looked at closely:
    /// they need no encoding for them.
    boolean isOf(byte[] record, Document document) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            return text(in).equals(document.json())
                    && in.readLong() == document.line()
                    && in.readInt() == 0
                    && !document.hasVectors();
        }
    }

    /// @param number how many documents come before it
    StreamWriter.Staged staged(byte[] record, long number) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            String json = text(in);
            long line = in.readLong();
            String[] brought = new String[in.readInt()];
            for (int i = 0; i < brought.length; i++) {
                brought[i] = text(in);
            }
            Document bare = Document.staged(json, text(in), line);
            String place = bare.place(number);
            long earlier = in.readLong();
            int[] kept = new int[in.readInt()];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = in.readInt();
            }
            Map<FieldTable, List<Prepared.Part>> parts = parts(in);
            Document document = withVectors(bare, brought, parts);
            Prepared prepared =
                    new Prepared(
                            document,
                            Preparation.id(catalog.schema(), document, place),
                            Preparation.values(catalog, document, place));
            parts.forEach((table, some) -> some.forEach(part -> prepared.add(table, part)));
            for (int table : kept) {
                prepared.keep(tables.get(table), earlier);
            }
            return new StreamWriter.Staged(
                    new Preparation.Given(document, Optional.empty(), place), prepared);
        }
    }

    private Map<FieldTable, List<Prepared.Part>> parts(DataInputStream in) throws IOException {
        Map<FieldTable, List<Prepared.Part>> parts = new HashMap<>();
        int fields = in.readInt();
        for (int field = 0; field < fields; field++) {
            FieldTable table = tables.get(in.readInt());
            Prepared.Part[] some = new Prepared.Part[in.readInt()];
            for (int i = 0; i < some.length; i++) {
                Chunks.Span span = new Chunks.Span(in.readInt(), in.readInt());
                some[i] = new Prepared.Part(span, in.readNBytes(in.readInt()));
            }
            parts.put(table, List.of(some));
        }
        return parts;
    }

    private Document withVectors(
            Document bare, String[] fields, Map<FieldTable, List<Prepared.Part>> parts)
            throws IOException {
        Document document = bare;
        for (String field : fields) {
            FieldState kept = catalog.states().get(field);
            if (kept instanceof FieldState.Dense dense) {
                byte[] row = parts.get(dense.table()).getFirst().row();
                document = document.withVector(field, RowBytes.dense(row, dense.dimension()));
            } else if (kept instanceof FieldState.Sparse sparse) {
                byte[] row = parts.get(sparse.table()).getFirst().row();
                document = document.withVector(field, RowBytes.sparse(row));
            }
        }
        return document;
    }
}
