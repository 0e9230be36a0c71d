namespace OrleansWa.Api.Tests.Messages;

[Collection(PostgresCollection.Name)]
public sealed class PostgresOutgoingControlTests(PostgresProductFixture product) : OutgoingControlTests(product), IClassFixture<PostgresProductFixture>;
