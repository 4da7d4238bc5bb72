package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a model is served, and the headers that its server wants. Immutable; each `with` gives a
/// new one.
///
/// It shows itself, in [#toString()] and in every error, as scheme, host and path: neither the
/// query of its address, in which some services put a key, nor the value of a header. Secrets
/// travel in clear to an `http` address; that is for the caller to judge.
public final class RemoteEndpoint {
    private final URI uri;
    private final List<Header> headers;
    private final Optional<RequestSigner> signer;
    private final Optional<HttpClient> client;

    /// @param before what stands in the value before the secret, if there is one
    record Header(String name, String before, Optional<Secret> secret) {}

    private RemoteEndpoint(
            URI uri,
            List<Header> headers,
            Optional<RequestSigner> signer,
            Optional<HttpClient> client) {
        this.uri = uri;
        this.headers = List.copyOf(headers);
        this.signer = signer;
        this.client = client;
    }

    /// An endpoint without headers of its own.
    ///
    /// @param address the full address that requests are posted to
    /// @throws IllegalArgumentException when it is not an http or https address with a host, or
    ///   when it holds a user's name or a fragment
    public static RemoteEndpoint of(String address) {
        URI uri;
        try {
            uri = URI.create(requireNonNull(address, "address"));
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message repeats the address and any key in it.
            throw new IllegalArgumentException(
                    "endpoint must be the address of a server but is no URI");
        }
        return of(uri);
    }

    /// An endpoint without headers of its own.
    ///
    /// @param address as in [#of(String)]
    public static RemoteEndpoint of(URI address) {
        String scheme = String.valueOf(address.getScheme());
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new IllegalArgumentException(
                    "endpoint must be an http or https address but its scheme was " + scheme);
        }
        if (address.getHost() == null) {
            throw new IllegalArgumentException("endpoint must name a host but does not");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "endpoint must have neither user nor fragment but %s had"
                            .formatted(address.getHost()));
        }
        return new RemoteEndpoint(address, List.of(), Optional.empty(), Optional.empty());
    }

    /// Sends one more header.
    ///
    /// @param name of the header
    /// @param value no secret
    public RemoteEndpoint withHeader(String name, String value) {
        HttpRequest.newBuilder(uri).header(name, requireNonNull(value, "value"));
        return with(new Header(name, value, Optional.empty()));
    }

    /// Sends one more header, whose value is a secret.
    ///
    /// @param name of the header, such as `api-key`
    /// @param value asked for at each attempt
    public RemoteEndpoint withSecret(String name, Secret value) {
        return with(new Header(name, "", Optional.of(value)));
    }

    /// Sends `Authorization: Bearer …`.
    ///
    /// @param token asked for at each attempt
    public RemoteEndpoint withBearer(Secret token) {
        return with(new Header("Authorization", "Bearer ", Optional.of(token)));
    }

    /// Adds headers that depend on the body.
    public RemoteEndpoint withSigner(RequestSigner requestSigner) {
        return new RemoteEndpoint(uri, headers, Optional.of(requestSigner), client);
    }

    /// Sends through a client of the caller's, who set its proxy, its certificates and its time to
    /// connect, and who closes it. Without one each encoder has its own.
    ///
    /// @throws IllegalArgumentException when it follows redirects, since headers would go with them
    public RemoteEndpoint withClient(HttpClient httpClient) {
        if (httpClient.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "client must never follow redirects but follows: "
                            + httpClient.followRedirects());
        }
        return new RemoteEndpoint(uri, headers, signer, Optional.of(httpClient));
    }

    /// Scheme, host, port and path, without anything secret.
    public String name() {
        return name(uri);
    }

    static String name(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return "%s://%s%s%s"
                .formatted(address.getScheme(), address.getHost(), port, address.getRawPath());
    }

    URI uri() {
        return uri;
    }

    /// What must not be shown of the address: the values in its query, as they are written and as
    /// they are meant.
    List<String> queryValues() {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return Stream.of(query.split("&"))
                .map(field -> field.substring(field.indexOf('=') + 1))
                .flatMap(
                        value -> Stream.of(value, URLDecoder.decode(value, StandardCharsets.UTF_8)))
                .distinct()
                .toList();
    }

    List<Header> headers() {
        return headers;
    }

    Optional<RequestSigner> signer() {
        return signer;
    }

    Optional<HttpClient> client() {
        return client;
    }

    private RemoteEndpoint with(Header header) {
        // The JDK knows which names are no names and which headers it sends itself.
        HttpRequest.newBuilder(uri).header(requireNonNull(header.name(), "name"), "");
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new RemoteEndpoint(uri, more, signer, client);
    }

    @Override
    public String toString() {
        Stream<String> names =
                headers.stream().map(header -> header.name() + ": " + Redaction.MASK);
        return Stream.concat(Stream.of(name()), names).toList().toString();
    }
}
