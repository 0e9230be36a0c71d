namespace OrleansWa.Api.Tests.Messages;

[Collection(SharedProduct.Name)]
public sealed class SqliteOutgoingControlTests(ProductFixture product) : OutgoingControlTests(product);
