using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Stores;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>The real message store; a fault overrides one of its methods.</summary>
internal abstract class MessageStoreMutation(IMessageStore inner) : MessageStoreDecorator(inner);
