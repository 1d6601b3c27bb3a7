package dev.vicino.dataset;

import dev.vicino.file.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;

/// Fetches MNIST from public mirrors. Each file is checked by the sum of its uncompressed content and takes its name
/// only then, so a folder never holds a half of one; files that are there already are left alone.
public final class MnistDownload {
    /// Mirrors of the four gzip files, tried in this order.
    public static final List<URI> MIRRORS = List.of(
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://raw.githubusercontent.com/fgnt/mnist/master/"));

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /// Longer than connecting may take, so that a connection that fails can say why.
    private static final Duration ANSWER_TIMEOUT = CONNECT_TIMEOUT.plusSeconds(1);

    /// Three times the largest of the files.
    private static final int MOST_BYTES = 30_000_000;

    private final List<URI> mirrors;
    private final Duration answerTimeout;
    private final Duration fileTimeout;

    /// From the public mirrors, with two minutes for each file; a mirror that keeps silent is given up within seconds.
    public MnistDownload() {
        this(MIRRORS, ANSWER_TIMEOUT, Duration.ofMinutes(2));
    }

    /// @param mirrors folders that hold the files, each ending in `/`
    /// @param answerTimeout the longest that a mirror's answer may take to begin, looking up its address included
    /// @param fileTimeout the longest that one file may take from one mirror once its answer has begun
    MnistDownload(List<URI> mirrors, Duration answerTimeout, Duration fileTimeout) {
        this.mirrors = List.copyOf(mirrors);
        this.answerTimeout = answerTimeout;
        this.fileTimeout = fileTimeout;
    }

    /// Is told how a download gets on.
    @FunctionalInterface
    public interface Listener {
        /// More bytes of a file have come.
        ///
        /// @param file that is being fetched
        /// @param done bytes so far
        /// @param total bytes in all, or -1 if the mirror does not say
        void onBytes(String file, long done, long total);
    }

    /// Fetches what a folder lacks of the four files, making the folder if need be.
    ///
    /// @throws IOException in one line naming what each mirror answered, if a file could be had from none
    /// @throws InterruptedException if the thread was interrupted
    public void into(Path folder, Listener listener) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            try {
                for (MnistFile file : MnistFile.values()) {
                    if (file.in(folder).isEmpty()) {
                        fetch(client, file, folder, listener);
                    }
                }
            } finally {
                // Closing alone would wait for requests that were given up.
                client.shutdownNow();
            }
        }
    }

    private void fetch(HttpClient client, MnistFile file, Path folder, Listener listener)
            throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (URI mirror : mirrors) {
            try {
                fetch(client, mirror.resolve(file.packedName()), file, folder, listener);
                return;
            } catch (IOException failed) {
                failures.add(mirror.getHost() + ": " + describe(failed));
            }
        }
        throw new IOException("could not fetch " + file.packedName() + " (" + String.join("; ", failures) + ")");
    }

    private void fetch(HttpClient client, URI address, MnistFile file, Path folder, Listener listener)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                answer(client, HttpRequest.newBuilder(address).build());
        byte[] packed;
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            long total = response.headers().firstValueAsLong("content-length").orElse(-1);
            packed = receive(body, file.packedName(), total, listener);
        }
        requireSum(packed, file);
        AtomicFile.write(folder.resolve(file.packedName()), out -> out.write(packed));
    }

    /// The request's own timeout will not do: it does not cover the look-up of the address, and from JDK 26 on it
    /// covers the body.
    private HttpResponse<InputStream> answer(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return answer.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new IOException("no answer after " + answerTimeout.toMillis() / 1000.0 + " s", silent);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException reason ? reason : new IOException(failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private byte[] receive(InputStream body, String name, long total, Listener listener) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        // A mirror that stalls in the middle would keep the reader waiting for ever; closing the body wakes it.
        CompletableFuture<Void> deadline = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    closeQuietly(body);
                },
                CompletableFuture.delayedExecutor(fileTimeout.toMillis(), TimeUnit.MILLISECONDS));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                received.write(buffer, 0, read);
                if (received.size() > MOST_BYTES) {
                    throw new IOException("more than " + MOST_BYTES + " bytes");
                }
                listener.onBytes(name, received.size(), total);
            }
        } catch (IOException failed) {
            throw late.get() ? tooSlow() : failed;
        } finally {
            deadline.cancel(false);
        }
        if (late.get()) {
            throw tooSlow();
        }
        return received.toByteArray();
    }

    private IOException tooSlow() {
        return new IOException("not done after " + fileTimeout.toMillis() / 1000.0 + " s");
    }

    private static void requireSum(byte[] packed, MnistFile file) throws IOException {
        String sum;
        try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            sum = HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every JDK has SHA-256", absent);
        } catch (IOException broken) {
            throw new IOException("no whole gzip file of " + packed.length + " bytes: " + describe(broken), broken);
        }
        if (!sum.equals(file.sha256())) {
            throw new IOException("its content has SHA-256 " + sum + "; expected " + file.sha256());
        }
    }

    private static String describe(IOException failed) {
        String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message;
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException ignored) {
            // The reader learns of it by its own read.
        }
    }
}
