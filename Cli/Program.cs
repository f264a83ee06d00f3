Console.WriteLine("dmabuf-verify");
