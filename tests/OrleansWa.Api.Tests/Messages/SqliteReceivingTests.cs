namespace OrleansWa.Api.Tests.Messages;

[Collection(SharedProduct.Name)]
public sealed class SqliteReceivingTests(ProductFixture product) : ReceivingTests(product);
