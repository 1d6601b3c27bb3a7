package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import dev.vicino.FormatVersionException;
import dev.vicino.ProgressListener;
import dev.vicino.VerifyReport.CollectionReport;
import dev.vicino.VerifyReport.Finding;
import dev.vicino.VerifyReport.GraphReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Checks one collection: its manifest, each file's checksum, that each id stands for one item, and each segment
/// ([SegmentCheck]).
///
/// It works on the commit that it finds first, and holds that to the end.
final class CollectionCheck {
    private final CollectionFolder folder;
    private final ProgressListener progress;
    private final Findings findings;

    CollectionCheck(CollectionFolder folder, ProgressListener progress) {
        this.folder = folder;
        this.progress = progress;
        this.findings = new Findings(folder);
    }

    List<Finding> findings() {
        return findings.all();
    }

    CollectionReport run() throws IOException {
        CollectionSpec spec = manifest();
        try (Directory directory = folder.directory()) {
            try (HeldCommit commit = HeldCommit.ofWhatIsThere(directory)) {
                return check(spec, commit);
            } catch (IOException | RuntimeException e) {
                findings.damage("the list of segments, segments_N, is missing or damaged: " + e);
                return checkLoose(directory);
            }
        }
    }

    private @Nullable CollectionSpec manifest() throws IOException {
        if (!folder.holdsCollection()) {
            findings.damage(
                    ManifestFile.NAME,
                    "is missing beside an index: the manifest is lost, or creating the collection was cut short");
            return null;
        }
        try {
            return folder.spec();
        } catch (FormatVersionException e) {
            findings.notice("only the checksums were compared: " + e.getMessage());
            return null;
        } catch (NoSuchFileException | CorruptStoreException e) {
            findings.damage(ManifestFile.NAME, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private CollectionReport check(@Nullable CollectionSpec spec, HeldCommit commit) throws IOException {
        commit.missing().forEach(file -> findings.damage(file, "is missing"));
        long done = 0;
        for (String file : commit.fileNames()) {
            checksum(file, commit.file(file));
            done += commit.file(file).length();
            progress.at("reading the files of '" + folder.name() + "'", done, commit.bytes());
        }
        long items = 0;
        List<GraphReport> graphs = new ArrayList<>();
        // What is in files that are not as they were written says nothing.
        if (spec != null && !findings.tellOfDamage()) {
            try (DirectoryReader reader = DirectoryReader.open(commit.view())) {
                items = content(spec, reader, graphs);
            } catch (IOException | RuntimeException | AssertionError e) {
                findings.damage("the index cannot be opened: " + e);
            }
        }
        return new CollectionReport(folder.name(), commit.fileNames().size(), commit.bytes(), items, graphs);
    }

    private void checksum(String file, IndexInput content) {
        try {
            CodecUtil.checksumEntireFile(content);
        } catch (IOException | RuntimeException e) {
            findings.damage(file, "does not hold what was written: " + e.getMessage());
        }
    }

    /// Without a commit nobody can say which files there should be.
    private CollectionReport checkLoose(Directory directory) throws IOException {
        List<Path> files = folder.luceneFiles();
        long bytes = 0;
        for (Path file : files) {
            String name = file.getFileName().toString();
            try (IndexInput content = directory.openInput(name, IOContext.DEFAULT)) {
                bytes += content.length();
                checksum(name, content);
            }
        }
        return new CollectionReport(folder.name(), files.size(), bytes, 0, List.of());
    }

    private long content(CollectionSpec spec, DirectoryReader reader, List<GraphReport> graphs) throws IOException {
        String stage = "reading the items of '" + folder.name() + "'";
        long items = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            SegmentCheck check = new SegmentCheck(spec, leaf, findings);
            long before = items;
            items += check.items(done -> progress.at(stage, before + done, reader.maxDoc()));
            graphs.addAll(check.graphs());
        }
        idsAreUnique(reader);
        return items;
    }

    private void idsAreUnique(DirectoryReader reader) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, ItemFields.ID);
        if (terms == null) {
            return;
        }
        Bits live = MultiBits.getLiveDocs(reader);
        TermsEnum ids = terms.iterator();
        long living = 0;
        while (ids.next() != null) {
            int count = living(ids.postings(null, PostingsEnum.NONE), live);
            living += count;
            if (count > 1) {
                findings.damage(
                        "the id '" + OrderedText.decode(ids.term()) + "' stands for " + count + " items; expected one");
            }
        }
        if (living != reader.numDocs()) {
            findings.damage("the ids stand for " + living + " items; the index has " + reader.numDocs());
        }
    }

    private static int living(PostingsEnum postings, @Nullable Bits live) throws IOException {
        int count = 0;
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                count++;
            }
        }
        return count;
    }
}
